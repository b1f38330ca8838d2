import { type DynamicModule, Inject, Injectable } from "@nestjs/common";
import {
  CorsModule,
  type CorsOptions,
  type CorsOptionsFactory,
  CorsService,
} from "@corsage/nestjs";

/** A database, a vault, a ConfigService: whatever knows the origins. */
@Injectable()
export class Partners {
  async origins(): Promise<readonly string[]> {
    return ["https://shop.partner.example.net"];
  }
}

@Injectable()
export class StoredOptions implements CorsOptionsFactory {
  private readonly partners: Partners;

  constructor(@Inject(Partners) partners: Partners) {
    this.partners = partners;
  }

  async createCorsOptions(): Promise<CorsOptions> {
    return {
      origin: ["https://app.example.com"],
      policies: { partners: { origin: await this.partners.origins() } },
    };
  }
}

/** In the root module. `Partners` comes from a global module, or from `imports`. */
export const cors: DynamicModule = CorsModule.forRootAsync({ useClass: StoredOptions });

/** Later, without a restart: every `@Cors("partners")` follows. */
@Injectable()
export class PartnerSync {
  private readonly partners: Partners;
  private readonly service: CorsService;

  constructor(@Inject(Partners) partners: Partners, @Inject(CorsService) service: CorsService) {
    this.partners = partners;
    this.service = service;
  }

  async sync(): Promise<void> {
    this.service.replace("partners", { origin: await this.partners.origins() });
  }
}
