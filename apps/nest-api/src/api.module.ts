import { CorsModule } from "@corsage/nestjs";
import {
  Accounts,
  adminPolicy,
  OrderBook,
  partnerPolicy,
  publicPolicy,
  shopPolicy,
  signInPolicy,
  Stock,
} from "@corsage/shop";
import { type DynamicModule, Module } from "@nestjs/common";
import { APP_INTERCEPTOR } from "@nestjs/core";
import { AccountController } from "./account.controller.ts";
import { AdminController } from "./admin.controller.ts";
import type { ApiOptions } from "./api.ts";
import { CatalogueController } from "./catalogue.controller.ts";
import { DeliveryController } from "./delivery.controller.ts";
import { FaultController } from "./fault.controller.ts";
import { FORECAST_ORIGIN, ForecastController } from "./forecast.controller.ts";
import { LEDGER, LedgerInterceptor } from "./ledger.interceptor.ts";
import { OrderController } from "./order.controller.ts";
import { PartnerController } from "./partner.controller.ts";
import { PhotoController } from "./photo.controller.ts";

@Module({
  controllers: [
    CatalogueController,
    AccountController,
    OrderController,
    DeliveryController,
    PhotoController,
    FaultController,
    AdminController,
    PartnerController,
    ForecastController,
  ],
  providers: [
    Accounts,
    OrderBook,
    Stock,
    { provide: APP_INTERCEPTOR, useClass: LedgerInterceptor },
  ],
})
export class ApiModule {
  static register({ guests, forecast, ledger }: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        CorsModule.forRoot({
          ...shopPolicy(guests), // for every handler that says nothing else
          policies: {
            public: publicPolicy,
            admin: adminPolicy(guests),
            partners: partnerPolicy(guests),
            "sign-in": signInPolicy(guests),
          },
        }),
      ],
      providers: [
        { provide: FORECAST_ORIGIN, useValue: forecast },
        { provide: LEDGER, useValue: ledger },
      ],
    };
  }
}
